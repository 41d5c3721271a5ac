"""Google Analytics, through Google's own client: an extra, brought in only where it is used."""
