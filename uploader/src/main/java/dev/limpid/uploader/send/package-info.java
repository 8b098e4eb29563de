/**
 * Sends the bytes of an answer and returns a {@link dev.limpid.uploader.send.SendResult}. Nothing else about this machine is sent with them. Specified in {@code spec/home.md}, "Sending".
 */
@NullMarked
package dev.limpid.uploader.send;

import org.jspecify.annotations.NullMarked;
