package io.braid.stark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Has a proof checked by the contract, on an Anvil of its own that enforces EIP-7825. */
final class ContractCheck {

  private ContractCheck() {}

  /**
   * What the contract says, and what it costs.
   *
   * @param folder with key, public values and proof, as {@link ProofRun} wrote them
   * @throws IllegalStateException if the contract does not accept the proof
   */
  static JsonNode of(Path folder, ObjectMapper mapper) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "node",
            "contracts/scripts/check.mjs",
            "--key",
            folder.resolve("key.bin").toString(),
            "--public",
            folder.resolve("public.bin").toString(),
            "--proof",
            folder.resolve("proof.bin").toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    JsonNode checked = code == 0 ? mapper.readTree(printed) : mapper.createObjectNode();
    if (!checked.path("accepted").asBoolean()) {
      throw new IllegalStateException("the contract does not accept the proof: " + printed);
    }
    return checked;
  }
}
