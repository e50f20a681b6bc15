-- What the list of interviews asks, as one statement: its page, one more, and how many there are.
SELECT pipeline.id, pipeline.candidate_name, pipeline.candidate_email, pipeline.state_name,
    pipeline.updated_at, posting.lever_id, posting.title, posting.location,
    scorecard.id, scorecard.overall, scorecard.lever_score,
    report.id, report.size_bytes, report.sha256, report.rendered_at{total}
FROM pipeline
LEFT JOIN posting
    ON posting.tenant_id = pipeline.tenant_id AND posting.lever_id = pipeline.posting_id
LEFT JOIN scorecard
    ON scorecard.tenant_id = pipeline.tenant_id AND scorecard.id = pipeline.scorecard_id
LEFT JOIN report
    ON report.tenant_id = pipeline.tenant_id AND report.id = pipeline.report_id
WHERE pipeline.tenant_id = '{tenant}'
ORDER BY pipeline.updated_at DESC, pipeline.id DESC
LIMIT 51;
