/**
 * Connections that are ours alone: they use nothing that the host program set for its own requests, and they leave
 * nothing behind for those requests. {@code uploader.config} and {@code uploader.send} make all their requests through
 * this package.
 */
@NullMarked
package dev.limpid.uploader.http;

import org.jspecify.annotations.NullMarked;
