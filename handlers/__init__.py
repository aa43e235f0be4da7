"""The desks: what a message means and what is answered."""
