/**
 * Container images of the {@code limpid} command, made by Jib, which needs no container engine.
 *
 * <p>The input is the unpacked archive, {@code deploy/Dockerfile}, whose last stage says how the command is started, and a base with a
 * Java runtime and a shell. The output is one tar for each platform, as {@code docker load} and {@code skopeo} read it. The same input
 * gives the same bytes.
 */
@NullMarked
package dev.limpid.image;

import org.jspecify.annotations.NullMarked;
