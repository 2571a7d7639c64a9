package io.braid.protocol.tree;

/**
 * A tree at a time. What the next change overwrote hangs behind it, so whoever holds a version
 * reaches all that was overwritten since, and what no one reaches is forgotten.
 */
final class Version {

  final TreeHead head;

  /** What made the next version overwrote of this one; null while this is the newest. */
  Overwritten overwritten;

  Version next;

  Version(TreeHead head) {
    this.head = head;
  }
}
