"""What words say, whatever the page: the words files, folded text, dates and times, names of people and offices."""
