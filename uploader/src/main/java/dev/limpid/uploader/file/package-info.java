/**
 * A lock that lets only one of several processes work on a home, and ends with the process that holds it. Specified in
 * {@code spec/home.md}.
 */
@NullMarked
package dev.limpid.uploader.file;

import org.jspecify.annotations.NullMarked;
