package org.example.kt

import dev.limpid.counter.Telemetry
import dev.limpid.counter.TelemetryOptions

fun fail(secret: String): String = throw IllegalStateException(secret)

fun attempt(way: () -> Unit) {
    try { way() } catch (e: Throwable) { Telemetry.countCrash(e) }
}

fun defaulted(text: String = fail("default"), n: Int = 3): String = text + n

fun plain(n: Int = 3): String = fail("plain" + n)

inline fun inlined(way: () -> String): String {
    return way()
}

data class Point(val x: Int, val y: Int) {
    init { if (x < 0) fail("init") }
    val lazyName: String by lazy { fail("lazy") }
    companion object { fun of(n: Int): String = fail("companion") }
}

object Single { fun go() = fail("object") }

class Tool {
    private val held: () -> String = { fail("field") }
    private fun hidden(): String = fail("hidden")
    fun access() { Runnable { hidden() }.run() }
    fun field() { held() }
    fun nested() {
        val outer = {
            val inner = { fail("nested") }
            inner()
        }
        outer()
    }
    fun local() {
        fun deeper(): String = fail("local")
        deeper()
    }
    fun mapped() { listOf(1, 2).map { fail("mapped") } }
    fun sequenced() { sequenceOf(1, 2).map { fail("sequence") }.toList() }
    fun extended() { "x".ext() }
}

fun String.ext(): String = fail(this)

suspend fun suspended(): String = fail("suspended")

fun main() {
    Telemetry.start(TelemetryOptions.builder().collection("kt.example.org").program("org.example.kt/kt", "1.0.0").build())
    attempt { defaulted() }
    attempt { plain() }
    attempt { inlined { fail("inlined") } }
    attempt { Point(-1, 0) }
    attempt { Point(1, 0).lazyName }
    attempt { Point.of(1) }
    attempt { Single.go() }
    attempt { Tool().access() }
    attempt { Tool().field() }
    attempt { Tool().nested() }
    attempt { Tool().local() }
    attempt { Tool().mapped() }
    attempt { Tool().sequenced() }
    attempt { Tool().extended() }
}
