/**
 * The collection's configurations: what may be sent, version by version, as the log has it. The way goes from the log
 * through here to whoever goes by a configuration: {@code intake}, {@code publish}, {@code site}. {@link
 * dev.limpid.server.configuration.ConfigRelease} is the only way in. Specified in {@code spec/questions.md}.
 */
@NullMarked
package dev.limpid.server.configuration;

import org.jspecify.annotations.NullMarked;
