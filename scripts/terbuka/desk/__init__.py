"""What an office sees outside its site: what is due, the dashboard, the state of its set-up."""
