@NullMarked
package dev.limpid.server.configuration;

import org.jspecify.annotations.NullMarked;
