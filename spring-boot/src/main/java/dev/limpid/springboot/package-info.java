/** Limpid in Spring Boot: the settings in {@code application.properties}, and an endpoint that shows what would be sent. */
@NullMarked
package dev.limpid.springboot;

import org.jspecify.annotations.NullMarked;
