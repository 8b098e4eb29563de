/**
 * Where a collection's log is fetched from: its own address, relays, or module mirrors. Input: names of files. Output:
 * bytes that anybody may have served, which are not verified here.
 */
@NullMarked
package dev.limpid.uploader.config.source;

import org.jspecify.annotations.NullMarked;
