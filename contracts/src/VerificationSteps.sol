// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ConstraintCheck} from "./ConstraintCheck.sol";
import {Extension} from "./Extension.sol";
import {Fault} from "./Fault.sol";
import {KoalaBear} from "./KoalaBear.sol";
import {Layouts, Matrix, Tree} from "./Layout.sol";
import {ProofReader, ProofReading} from "./ProofReader.sol";
import {PublicTuples} from "./PublicTuples.sol";
import {Transcript, Transcripts} from "./Transcript.sol";
import {Folding, Verification} from "./Verification.sol";
import {VerifyingKey, VerifyingKeys} from "./VerifyingKey.sol";

/// @notice Steps 0 to 6 of a verification, numbered as in docs/proof-system.md; step 7 is QueryCheck.
library VerificationSteps {
    using ProofReading for ProofReader;
    using Transcripts for Transcript;

    /// @dev `BSP` and the version, 1.
    uint256 private constant HEADER = 0x42535001;

    /// @notice Reads the public values: four bytes each, canonical.
    function takePublicValues(Verification memory v, bytes calldata encoded) internal pure returns (Fault) {
        uint256 count = v.key.publicValues;
        uint256 pointer;
        assembly ("memory-safe") {
            pointer := encoded.offset
        }
        if (encoded.length != count * ProofReading.ELEMENT_BYTES || !ProofReading.areCanonical(pointer, encoded.length)) {
            return Fault.PUBLIC_VALUES;
        }
        v.publicValues = new uint256[](count);
        for (uint256 i = 0; i < count; i++) {
            uint256 value;
            assembly ("memory-safe") {
                value := shr(224, calldataload(pointer))
            }
            v.publicValues[i] = value;
            pointer += ProofReading.ELEMENT_BYTES;
        }
        return Fault.NONE;
    }

    /// @notice Step 0: what is proven is absorbed before anything of the proof.
    function begin(Verification memory v, bytes calldata publicValues) internal pure returns (Fault) {
        uint256 pointer = v.reader.pointer;
        uint256 header;
        assembly ("memory-safe") {
            header := shr(224, calldataload(pointer))
        }
        if (!v.reader.has(4) || header != HEADER) {
            return Fault.VERSION;
        }
        uint256 count = v.key.tables.length;
        v.reader.pointer = pointer + 4;
        if (!v.reader.has(count)) {
            return Fault.TRUNCATED;
        }
        uint256[] memory logHeights = new uint256[](count);
        bytes memory absorbed = new bytes(4 * count);
        bool allowed = true;
        for (uint256 t = 0; t < count; t++) {
            uint256 log;
            assembly ("memory-safe") {
                log := shr(248, calldataload(add(add(pointer, 4), t)))
            }
            allowed = allowed && log >= v.key.tables[t].logHeightMin && log <= v.key.tables[t].logHeightMax;
            logHeights[t] = log;
            absorbed[4 * t + 3] = bytes1(uint8(log));
        }
        v.reader.pointer += count;
        if (!allowed) {
            return Fault.HEIGHT;
        }
        if (canWrap(v.key, logHeights)) {
            return Fault.BUS_WRAPS;
        }
        v.shape = Layouts.layoutOf(v.key, logHeights);
        v.transcript.absorb(digestAsElements(v.key.digest));
        v.transcript.absorb(absorbed);
        if (publicValues.length > 0) {
            v.transcript.absorb(publicValues);
        }
        return Fault.NONE;
    }

    /// @dev Whether the weights on a bus could add up to p. Each is less than 2^32, and a height at most 2^24.
    function canWrap(VerifyingKey memory key, uint256[] memory logHeights) private pure returns (bool) {
        uint256 pointer = key.buses;
        for (uint256 bus = 0; bus < key.busCount; bus++) {
            uint256 sum = VerifyingKeys.u32(pointer);
            pointer += 4;
            for (uint256 t = 0; t < logHeights.length; t++) {
                sum += VerifyingKeys.u32(pointer) << logHeights[t];
                pointer += 4;
            }
            if (sum >= KoalaBear.MODULUS) {
                return true;
            }
        }
        return false;
    }

    /// @dev 16 elements of 16 bits each.
    function digestAsElements(bytes32 digest) private pure returns (bytes memory elements) {
        elements = new bytes(64);
        assembly ("memory-safe") {
            // The last one writes zeros behind them, where nothing is allocated.
            for { let out := add(elements, 32) } digest { out := add(out, 4) } {
                mstore(out, shl(224, shr(240, digest)))
                digest := shl(16, digest)
            }
        }
    }

    /// @dev Reads and absorbs the root of a tree that exists.
    function readRoot(Verification memory v, Tree memory tree) private pure returns (Fault) {
        uint256 digestBytes = v.key.digestBytes;
        uint256 pointer = v.reader.pointer;
        Fault fault;
        (tree.root, fault) = v.reader.digest(digestBytes, digestMask(digestBytes));
        if (fault == Fault.NONE) {
            v.transcript.absorbCalldata(pointer, digestBytes);
        }
        return fault;
    }

    /// @notice The bits of a word that a digest has.
    function digestMask(uint256 digestBytes) internal pure returns (uint256) {
        return ~(type(uint256).max >> (8 * digestBytes));
    }

    /// @notice Reads and absorbs a nonce, if work is demanded.
    function readWork(Verification memory v, uint256 bits, Fault otherwise) internal pure returns (Fault) {
        if (bits == 0) {
            return Fault.NONE;
        }
        (uint256 nonce, Fault fault) = v.reader.element();
        if (fault != Fault.NONE) {
            return fault;
        }
        return v.transcript.absorbNonce(nonce, bits) ? Fault.NONE : otherwise;
    }

    /// @notice Step 1: main columns.
    function mainColumns(Verification memory v) internal pure returns (Fault) {
        Tree memory tree = v.shape.trees[Layouts.MAIN];
        return Layouts.exists(tree) ? readRoot(v, tree) : Fault.NONE;
    }

    /// @notice Step 2: what tables and public values put on buses adds up to 0.
    function buses(Verification memory v) internal pure returns (Fault fault) {
        v.sums = new uint256[](v.key.tables.length);
        if (v.key.busChallenges == 0) {
            return Fault.NONE;
        }
        fault = readWork(v, v.key.workBuses, Fault.GRINDING_BUSES);
        if (fault != Fault.NONE) {
            return fault;
        }
        v.busChallenges = v.transcript.challenges(v.key.busChallenges);
        Tree memory tree = v.shape.trees[Layouts.FRACTIONS];
        uint256 total = 0;
        if (Layouts.exists(tree)) {
            fault = readRoot(v, tree);
            if (fault != Fault.NONE) {
                return fault;
            }
            (total, fault) = readSums(v);
            if (fault != Fault.NONE) {
                return fault;
            }
        }
        return PublicTuples.balance(v, total) ? Fault.NONE : Fault.BUS_SUM;
    }

    /// @dev Reads and absorbs the sum of each table that has some, and adds them up.
    function readSums(Verification memory v) private pure returns (uint256 total, Fault fault) {
        uint256 pointer = v.reader.pointer;
        for (uint256 t = 0; t < v.sums.length; t++) {
            if (v.key.tables[t].fractionWidth > 0) {
                fault = v.reader.extensions(v.sums, t, 1);
                if (fault != Fault.NONE) {
                    return (0, fault);
                }
                total = Extension.plus(total, v.sums[t]);
            }
        }
        v.transcript.absorbCalldata(pointer, v.reader.pointer - pointer);
    }

    /// @notice Step 3: the quotient.
    function quotient(Verification memory v) internal pure returns (Fault) {
        v.alpha = v.transcript.challenge();
        return readRoot(v, v.shape.trees[Layouts.QUOTIENT]);
    }

    /// @notice Step 4: the columns at a point that is drawn, where the constraints must hold.
    function point(Verification memory v) internal pure returns (Fault fault) {
        fault = readWork(v, v.key.workPoint, Fault.GRINDING_POINT);
        if (fault != Fault.NONE) {
            return fault;
        }
        v.point = v.transcript.challenge();
        uint256 pointer = v.reader.pointer;
        v.values = new uint256[](v.shape.width);
        v.nextValues = new uint256[](v.shape.nextWidth);
        fault = v.reader.extensions(v.values, 0, v.values.length);
        if (fault != Fault.NONE) {
            return fault;
        }
        fault = v.reader.extensions(v.nextValues, 0, v.nextValues.length);
        if (fault != Fault.NONE) {
            return fault;
        }
        v.transcript.absorbCalldata(pointer, v.reader.pointer - pointer);
        return ConstraintCheck.check(v);
    }

    /// @notice Step 5: one polynomial of all columns.
    function onePolynomial(Verification memory v) internal pure returns (Fault fault) {
        fault = readWork(v, v.key.workBatching, Fault.GRINDING_BATCHING);
        if (fault == Fault.NONE) {
            v.coefficients = v.transcript.challenges(v.shape.width);
            v.nextCoefficient = v.transcript.challenge();
        }
    }

    /// @notice Step 6: what the polynomial was folded to.
    function foldings(Verification memory v) internal pure returns (Fault fault) {
        uint256 log = v.shape.logHeight;
        uint256 logLast = log < v.key.logFinalLength ? log : v.key.logFinalLength;
        uint256 logFold = v.key.logFold;
        v.foldings = new Folding[]((log - logLast + logFold - 1) / logFold);
        for (uint256 i = 0; i < v.foldings.length; i++) {
            uint256 fold = log - logLast < logFold ? log - logLast : logFold;
            log -= fold;
            Folding memory folding = v.foldings[i];
            folding.log = fold;
            Matrix memory matrix;
            matrix.logRows = log + v.key.logBlowUp;
            matrix.width = Extension.DEGREE << fold;
            folding.tree = Layouts.single(matrix, Fault.OPENING_FOLDING);
            fault = readRoot(v, folding.tree);
            if (fault != Fault.NONE) {
                return fault;
            }
            fault = readWork(v, v.key.workFolding, Fault.GRINDING_FOLDING);
            if (fault != Fault.NONE) {
                return fault;
            }
            folding.challenges = v.transcript.challenges(fold);
        }
        uint256 pointer = v.reader.pointer;
        v.last = new uint256[](1 << logLast);
        fault = v.reader.extensions(v.last, 0, v.last.length);
        if (fault == Fault.NONE) {
            v.transcript.absorbCalldata(pointer, v.reader.pointer - pointer);
        }
    }
}
