/**
 * The command line: one command, a subcommand for what the process is to do.
 *
 * <p>Owns options, what is printed and the exit codes. May import picocli, alone in this module,
 * the settings, the broker and the process that it starts. Never reaches around the process to a
 * role, and is known by nobody.
 */
package io.braid.node.cli;
