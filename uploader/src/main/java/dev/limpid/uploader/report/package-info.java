/**
 * Makes one report of everything that was counted in one week on this machine. Input: count files. Output: the local
 * report, which contains everything and stays on the machine. Pure: files are read and written in
 * {@code dev.limpid.uploader.home} and {@code run}. Specified in {@code spec/home.md}, "The end of a week".
 */
@NullMarked
package dev.limpid.uploader.report;

import org.jspecify.annotations.NullMarked;
