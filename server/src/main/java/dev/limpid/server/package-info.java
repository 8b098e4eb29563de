/**
 * The collection server as a whole: {@link dev.limpid.server.CollectionServer} starts with a
 * {@link dev.limpid.server.settings.ServerSettings} and connects upload, storage, publication, log and site of each
 * collection behind one address. Specified in {@code spec/http.md} and {@code spec/server-config.md}.
 */
@NullMarked
package dev.limpid.server;

import org.jspecify.annotations.NullMarked;
