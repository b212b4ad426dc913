package org.odoobridge.app;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.app.admin.DriftView;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.DriftDesk;
import org.odoobridge.outbound.catalog.drift.DriftStatus;
import org.odoobridge.outbound.catalog.drift.Finding;

/** Shows the audit of what shops show to the admin API. */
record DriftConsole(DriftDesk desk) implements DriftView {
  @Override
  public Optional<Status> status(ChannelId channel) {
    return desk.status(channel).map(DriftConsole::status);
  }

  private static Status status(DriftStatus status) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    status.findings().forEach((state, count) -> counts.put(state.key(), count));
    return new Status(
        status.channel().value(),
        status.running(),
        status.read(),
        status.total(),
        status.pending(),
        status.startedAt(),
        status.finishedAt(),
        counts,
        status.held().orElse(""),
        status.problem().orElse(""));
  }

  @Override
  public List<Found> findings(ChannelId channel) {
    return desk.findings(channel).stream().map(DriftConsole::found).toList();
  }

  private static Found found(Finding finding) {
    return new Found(
        finding.id(),
        finding.drift().key(),
        finding.state().key(),
        finding.sku(),
        finding.name(),
        finding.facet(),
        finding.item(),
        finding.template(),
        finding.detail(),
        finding.remedy(),
        finding.since());
  }

  @Override
  public boolean look(ChannelId channel) {
    return desk.look(channel);
  }

  @Override
  public int approve(ChannelId channel, Collection<String> findings) {
    return desk.approve(channel, findings);
  }
}
