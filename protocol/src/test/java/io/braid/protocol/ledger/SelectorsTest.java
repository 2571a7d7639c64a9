package io.braid.protocol.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.protocol.crypto.Keccak256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRANSFER | transfer(address,uint256)",
        "APPROVE | approve(address,uint256)",
        "TRANSFER_FROM | transferFrom(address,address,uint256)",
        "WITHDRAW | withdraw(address,uint256,address)",
        "WITHDRAW_ETH | withdrawETH(address)",
        "SWEEP | sweep(address)",
        "ADD_LIQUIDITY |"
            + " addLiquidity(address,address,uint256,uint256,uint256,uint256,address,uint256)",
        "ADD_LIQUIDITY_ETH | addLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
        "REMOVE_LIQUIDITY |"
            + " removeLiquidity(address,address,uint256,uint256,uint256,address,uint256)",
        "REMOVE_LIQUIDITY_ETH |"
            + " removeLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
        "SWAP_TOKENS_FOR_TOKENS |"
            + " swapExactTokensForTokens(uint256,uint256,address[],address,uint256)",
        "SWAP_ETH_FOR_TOKENS | swapExactETHForTokens(uint256,address[],address,uint256)",
        "SWAP_TOKENS_FOR_ETH | swapExactTokensForETH(uint256,uint256,address[],address,uint256)",
      })
  void isTheHashOfTheSignature(String name, String signature) throws Exception {
    byte[] hash = Keccak256.hash(signature.getBytes(StandardCharsets.US_ASCII));
    int expected = Abi.selector(hash, 0);
    int actual = (int) Selectors.class.getDeclaredField(name).get(null);
    assertEquals(Integer.toHexString(expected), Integer.toHexString(actual));
  }
}
