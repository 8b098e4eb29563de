package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.server.storage.ResendKey;

/** An answer to be stored, with the key that identifies it when it is resent. */
record KeyedAnswer(ResendKey key, Answer answer) {}
