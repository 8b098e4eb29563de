/**
 * The collection's configurations in the log: what may be sent, version by version. Configurations flow from the log
 * through this package to {@code intake}, {@code publish} and {@code site}. Only
 * {@link dev.limpid.server.configuration.ConfigPublisher} adds new ones. Specified in {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.server.configuration;

import org.jspecify.annotations.NullMarked;
