"""The only place that touches workbooks."""
