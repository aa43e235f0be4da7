"""What people look at besides the chat."""
