/** Tests of the object store, against s3proxy in this process. */
@NullMarked
package dev.limpid.server.storage.s3;

import org.jspecify.annotations.NullMarked;
