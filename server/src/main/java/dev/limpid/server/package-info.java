/**
 * The collection server as one thing: {@link dev.limpid.server.CollectionServer} is started with a
 * {@link dev.limpid.server.settings.ServerConfig} and wires upload, storage, publication, log and site of each collection behind
 * one address. Specified in {@code spec/http.md} and {@code spec/server-config.md}.
 */
@NullMarked
package dev.limpid.server;

import org.jspecify.annotations.NullMarked;
