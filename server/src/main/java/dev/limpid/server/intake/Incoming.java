package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.server.storage.ResendKey;

/** An answer on its way into the store, and by what it is known when it comes again. */
record Incoming(ResendKey key, Answer answer) {}
