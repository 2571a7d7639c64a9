package io.braid.stark.key;

import io.braid.stark.air.Circuit;
import io.braid.stark.commit.MerkleHash;
import io.braid.stark.field.KoalaBear;
import io.braid.stark.hash.Keccak256;
import io.braid.stark.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/** All that a verifier knows of proofs beforehand: the circuit, the profile, the heights. */
public final class VerifyingKey {

  private static final int DIGEST_ELEMENTS = Keccak256.DIGEST_BYTES / Short.BYTES;

  private final Circuit circuit;
  private final Profile profile;
  private final Heights heights;
  private final int[] fixedRoot;
  private final MerkleHash merkleHash;
  private final List<ConstraintProgram> programs = new ArrayList<>();
  private final byte[] bytes;
  private final int[] digest = new int[DIGEST_ELEMENTS];

  /**
   * A key.
   *
   * @param fixedRoot the root of the fixed columns; zeros if there are none
   * @throws IllegalArgumentException if the circuit does not fit the profile, or into a key, or the
   *     heights are not for both
   */
  public VerifyingKey(Circuit circuit, Profile profile, Heights heights, int[] fixedRoot) {
    if (circuit.degree() > profile.degreeMax()) {
      throw new IllegalArgumentException(
          "circuit %s has degree %d, and profile %s allows %d"
              .formatted(circuit.name(), circuit.degree(), profile.name(), profile.degreeMax()));
    }
    heights.check(circuit, profile);
    this.circuit = circuit;
    this.profile = profile;
    this.heights = heights;
    this.fixedRoot = fixedRoot.clone();
    this.merkleHash = MerkleHashes.of(profile);
    for (int t = 0; t < circuit.tables().size(); t++) {
      programs.add(new ConstraintProgram(circuit, t));
    }
    this.bytes = new KeyWriter(this).bytes();
    byte[] hash = Keccak256.hash(bytes);
    for (int i = 0; i < digest.length; i++) {
      int number =
          Byte.toUnsignedInt(hash[2 * i]) << Byte.SIZE | Byte.toUnsignedInt(hash[2 * i + 1]);
      digest[i] = KoalaBear.of(number);
    }
  }

  /** What is proven. */
  public Circuit circuit() {
    return circuit;
  }

  /** How it is proven. */
  public Profile profile() {
    return profile;
  }

  /** The heights that tables may have. */
  public Heights heights() {
    return heights;
  }

  /** The root of the fixed columns. */
  public int[] fixedRoot() {
    return fixedRoot.clone();
  }

  /** The hash of all trees. */
  public MerkleHash merkleHash() {
    return merkleHash;
  }

  /** What computes the constraints of a table. */
  public ConstraintProgram program(int table) {
    return programs.get(table);
  }

  /** All of it, as other verifiers read it. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Its digest, as a transcript absorbs it: 16 bits in an element. */
  public int[] digest() {
    return digest.clone();
  }
}
