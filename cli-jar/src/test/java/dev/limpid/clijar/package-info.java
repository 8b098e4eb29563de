/** Tests of the one jar that programs with a picocli command line embed. */
@NullMarked
package dev.limpid.clijar;

import org.jspecify.annotations.NullMarked;
