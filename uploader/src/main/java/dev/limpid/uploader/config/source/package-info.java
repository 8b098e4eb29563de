/**
 * Where a collection's log is fetched from: a place of its own, relays, module mirrors. Names of files come in, bytes that anybody may
 * have served go out; nothing is believed of them here.
 */
@NullMarked
package dev.limpid.uploader.config.source;

import org.jspecify.annotations.NullMarked;
