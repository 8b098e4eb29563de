/**
 * Of several processes one works on a home: a lock that ends with the process that holds it. Specified in
 * {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.uploader.file;

import org.jspecify.annotations.NullMarked;
