/**
 * Chart configs: charts as text, as maintainers write and review them. Specified in {@code spec/chart-config.md}.
 */
@NullMarked
package dev.limpid.protocol.config;

import org.jspecify.annotations.NullMarked;
