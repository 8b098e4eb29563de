package dev.limpid.server.relay;

/** What a gateway said. */
record Reply(int status, String contentType, byte[] body) {}
