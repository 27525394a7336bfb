"""The law as data: duties, time limits, calendars, working days, clocks, sentences, addresses of pages."""
