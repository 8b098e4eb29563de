/**
 * How the uploader writes and keeps files: atomically, under a lock that ends with the process that holds it, and with
 * what is damaged moved aside. Specified in {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.uploader.file;

import org.jspecify.annotations.NullMarked;
