package org.example.sc

import dev.limpid.counter.{Telemetry, TelemetryOptions}

case class Point(x: Int, y: Int) {
  if (x < 0) Shapes.fail("init")
  lazy val name: String = Shapes.fail("lazy")
}

trait Named { def named(): String = Shapes.fail("trait") }
class Thing extends Named {
  val held: () => String = () => Shapes.fail("field")
  def nested(): Unit = {
    val outer = () => {
      val inner = () => Shapes.fail("nested")
      inner()
    }
    outer()
  }
  def local(): Unit = {
    def deeper(): String = Shapes.fail("local")
    deeper()
  }
  def mapped(): Unit = List(1, 2).map(n => Shapes.fail("mapped" + n))
  def matched(any: Any): String = any match {
    case n: Int if n > 0 => Shapes.fail("int")
    case _ => Shapes.fail("other")
  }
  def defaulted(n: String = Shapes.fail("default")): String = n
  def partial(): Unit = List[Any](1).collect { case n: Int => Shapes.fail("partial") }
}

object Shapes {
  def fail(secret: String): String = throw new IllegalStateException(secret)
  def attempt(way: => Any): Unit = try { way } catch { case e: Throwable => Telemetry.countCrash(e) }

  def main(args: Array[String]): Unit = {
    Telemetry.start(TelemetryOptions.builder().collection("sc.example.org").program("org.example.sc/sc", "1.0.0").build())
    attempt { Point(-1, 0) }
    attempt { Point(1, 0).name }
    attempt { new Thing().named() }
    attempt { new Thing().held() }
    attempt { new Thing().nested() }
    attempt { new Thing().local() }
    attempt { new Thing().mapped() }
    attempt { new Thing().matched(1) }
    attempt { new Thing().defaulted() }
    attempt { new Thing().partial() }
  }
}
