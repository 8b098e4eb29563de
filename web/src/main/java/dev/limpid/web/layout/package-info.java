/**
 * What every page shares: its collection, its place among the other pages, its links to them.
 * Links are relative, so that the same bytes work on a server, under a sub-path, and on any file host.
 */
@NullMarked
package dev.limpid.web.layout;

import org.jspecify.annotations.NullMarked;
