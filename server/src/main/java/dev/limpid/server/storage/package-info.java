/**
 * Where accepted reports lie until they are published, and afterwards. In: the week and the canonical bytes of a report
 * that {@code server.upload} accepted. Out: the same bytes to {@code server.publish}, each exactly once. Nothing about
 * the sender comes in, so nothing about the sender can be kept. {@link ReportStore} is the contract; every store passes
 * the same tests. Specified in {@code spec/report-store.md}.
 */
@NullMarked
package dev.limpid.server.storage;

import org.jspecify.annotations.NullMarked;
