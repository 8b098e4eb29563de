/**
 * Numbers, dates and rules as words for people. The server writes one form for everybody (English, no guessing from
 * who asks); a script may rewrite numbers and dates in the reader's own locale.
 */
@NullMarked
package dev.limpid.web.words;

import org.jspecify.annotations.NullMarked;
