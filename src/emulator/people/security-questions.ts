/** Some of Okta's security questions, by key. */
export const securityQuestions: Readonly<Record<string, string>> = {
  disliked_food: "What is the food you least liked as a child?",
  name_of_first_plush_toy: "What is the name of your first stuffed animal?",
  first_award: "What did you earn your first medal or award for?",
  favorite_security_question: "What is your favorite security question?",
  favorite_toy: "What is the toy/stuffed animal you liked the most as a kid?",
  first_computer_game: "What was the first computer game you played?",
  favorite_movie_quote: "What is your favorite movie quote?",
  first_sports_team_mascot: "What was the mascot of the first sports team you played on?",
  first_music_purchase: "What music album or song did you first purchase?",
  favorite_art_piece: "What is your favorite piece of art?",
};
