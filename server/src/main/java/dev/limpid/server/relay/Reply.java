package dev.limpid.server.relay;

/** A server's response to a request of the relay. */
record Reply(int status, String contentType, byte[] body) {}
