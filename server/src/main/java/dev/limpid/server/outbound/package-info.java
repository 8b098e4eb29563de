/**
 * Requests to other servers: witnesses, and the owner of a followed log. Input: a request. Output: the whole response, or
 * a failure within a time limit, whatever the other side does.
 */
@NullMarked
package dev.limpid.server.outbound;

import org.jspecify.annotations.NullMarked;
