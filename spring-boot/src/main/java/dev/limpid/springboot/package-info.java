/** Limpid in Spring Boot: what a program writes in {@code application.properties}, and an endpoint that shows what would be sent. */
@NullMarked
package dev.limpid.springboot;

import org.jspecify.annotations.NullMarked;
