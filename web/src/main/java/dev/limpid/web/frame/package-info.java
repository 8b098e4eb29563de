/**
 * What every page shares: whose site it is, where it stands among the other pages, how it links to them.
 * Links are relative, so that the same bytes work on a server, under a sub-path, and on any file host.
 */
@NullMarked
package dev.limpid.web.frame;

import org.jspecify.annotations.NullMarked;
