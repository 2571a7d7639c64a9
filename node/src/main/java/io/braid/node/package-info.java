/** The process: roles, their wiring and configuration, the command line, the embedded broker. */
package io.braid.node;
