package org.odoobridge.outbound.catalog.image;

import java.io.IOException;
import org.odoobridge.core.odoo.AttachmentReader;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ImageSource;

/** Images asked of Odoo one by one: slower than its filestore, but from any machine. */
public final class RpcImages implements ImageSource {
  private final AttachmentReader attachments;

  public RpcImages(AttachmentReader attachments) {
    this.attachments = attachments;
  }

  @Override
  public byte[] read(FieldValue.Image image) throws IOException {
    return Sha1.checked(image, attachments.read(image.attachment()));
  }
}
