/** Drives a development chain with the clients that wallets and programs use. */
package io.braid.node.clients;
