/**
 * The public pages as a browser sees them: Debian's Chromium, driven by Playwright, with the pages as the server serves
 * them. If no Chromium is found, the tests are skipped with a message; {@code scripts/install-test-tools} installs one
 * on Debian and Ubuntu.
 */
@NullMarked
package dev.limpid.e2e.site;

import org.jspecify.annotations.NullMarked;
