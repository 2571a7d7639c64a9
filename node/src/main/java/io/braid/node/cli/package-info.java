/** The command line: one command, a subcommand for what the process is to do. */
package io.braid.node.cli;
