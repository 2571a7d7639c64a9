package io.braid.protocol.tree;

import java.util.List;

/**
 * All that one update did to the tree, with every digest that shows it: what a witness of the
 * update is made of.
 *
 * @param leaves the touched leaves, by key
 * @param levels the touched nodes: element i is level i, from the leaves to the root
 */
public record Transition(TreeHead before, TreeHead after, LeafRows leaves, List<NodeRows> levels) {}
