package io.braid.stark.prover;

import io.braid.stark.commit.Opening;
import io.braid.stark.cpu.Workers;
import io.braid.stark.field.Extension;
import io.braid.stark.key.MerkleHashes;
import io.braid.stark.profile.Profile;
import io.braid.stark.proof.ProofWriter;
import io.braid.stark.transcript.Transcript;
import java.util.List;

/** What the prover says goes to the proof and the transcript; the verifier answers from there. */
class Said {

  private final ProofWriter proof;
  private final Transcript transcript;
  private final Workers workers;

  Said(Profile profile, Workers workers) {
    this.proof = new ProofWriter(MerkleHashes.of(profile));
    this.transcript = Transcript.of(profile);
    this.workers = workers;
  }

  /** Says the power of two that a height is; {@link #know} has it absorbed. */
  void logHeight(int logHeight) {
    proof.logHeight(logHeight);
  }

  /** Absorbs what the verifier knows without being told. */
  void know(int[] elements) {
    transcript.absorb(elements);
  }

  /** Says elements. */
  void elements(int[] elements) {
    proof.elements(elements);
    transcript.absorb(elements);
  }

  /** Says a digest. */
  void digest(int[] digest) {
    proof.digest(digest);
    transcript.absorbDigest(digest);
  }

  /** Says rows and siblings, of which no challenge follows. */
  void opening(Opening opening) {
    proof.opening(opening);
  }

  /** Says a nonce that shows work, if some is demanded. */
  void work(int bits) {
    if (bits > 0) {
      int nonce = transcript.searchNonce(bits, workers);
      proof.elements(new int[] {nonce});
      transcript.absorbNonce(nonce, bits);
    }
  }

  /** Draws elements of the extension, one behind the other. */
  int[] challenges(int count) {
    int[] challenges = new int[count * Extension.DEGREE];
    for (int i = 0; i < count; i++) {
      Extension.copy(transcript.challenge(), 0, challenges, i * Extension.DEGREE);
    }
    return challenges;
  }

  /** Draws bits. */
  int challengeBits(int count) {
    return transcript.challengeBits(count);
  }

  /** The proof. */
  byte[] toBytes() {
    return proof.toBytes();
  }

  /** Elements of the extension, one behind the other. */
  static int[] concatenated(List<int[]> elements) {
    int[] all = new int[elements.size() * Extension.DEGREE];
    for (int i = 0; i < elements.size(); i++) {
      Extension.copy(elements.get(i), 0, all, i * Extension.DEGREE);
    }
    return all;
  }
}
