# Hooks of Schemathesis: bodies that are no JSON, as often rubbish as what they should be.
import schemathesis
from hypothesis import strategies

# As RFC 3464 has it.
REPORT = b"""From: postmaster@mail.example\r
To: interviews@fulcrum.example\r
Subject: Undelivered\r
MIME-Version: 1.0\r
Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r
\r
--b\r
Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example\r
\r
Final-Recipient: rfc822; somebody@people.example\r
Action: failed\r
Status: 5.1.1\r
\r
--b--\r
"""

rubbish = strategies.binary(min_size=1, max_size=2_000)
schemathesis.openapi.media_type("audio/webm", rubbish)
schemathesis.openapi.media_type("message/rfc822", rubbish | strategies.just(REPORT))
