package org.odoobridge.conformance.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.odoobridge.conformance.harness.BridgeProcess;
import org.odoobridge.conformance.harness.BridgeYaml;
import org.odoobridge.conformance.harness.Ports;
import org.odoobridge.conformance.harness.QuantDatabase;

/** A bridge process with one signed stock webhook, on the bench's PostgreSQL. */
final class BenchBridge implements AutoCloseable {
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

  private final BridgeProcess process;

  private BenchBridge(BridgeProcess process) {
    this.process = process;
  }

  /** Starts one and waits until it is ready. */
  static BenchBridge start(QuantDatabase source, URI receiver) throws IOException {
    BenchBridge bridge = launch(source, receiver);
    bridge.process.awaitReady(Duration.ofSeconds(60));
    return bridge;
  }

  /** Starts one and returns at once. */
  static BenchBridge launch(QuantDatabase source, URI receiver) throws IOException {
    BridgeYaml yaml =
        new BridgeYaml(Ports.free(), source.journalUrl(), source.readerUrl())
            .webhook("till", receiver.toString(), SECRET, "stock: { warehouses: [WH] }");
    Path directory = Files.createTempDirectory("bridge-bench");
    Path config = Files.writeString(directory.resolve("bridge.yaml"), yaml.toString());
    return new BenchBridge(
        BridgeProcess.start(config, yaml.port(), BridgeYaml.TOKEN, yaml.environment()));
  }

  String logText() {
    return process.logText();
  }

  /** Sends the process a signal, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    if (status != 0) {
      throw new IOException("kill -" + name + " gave " + status);
    }
  }

  /** CPU time it has used so far, all threads. */
  Duration cpu() {
    return cpu(process.pid());
  }

  /** CPU time a process has used so far; to a hundredth of a second. */
  static Duration cpu(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElseThrow();
  }

  /** Resident memory now, as the kernel counts it. */
  long residentKiB() throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + process.pid(), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    process.close();
  }
}
